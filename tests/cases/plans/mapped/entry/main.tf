variable "listeners" {
  type = map(object({ port = number, endpoints = map(object({ id = string, weight = number })) }))
}
resource "aws_globalaccelerator_accelerator" "this" { name = "entry" }
resource "aws_globalaccelerator_listener" "this" {
  for_each        = var.listeners
  accelerator_arn = aws_globalaccelerator_accelerator.this.id
  protocol        = "TCP"
  port_range {
    from_port = each.value.port
    to_port   = each.value.port
  }
}
resource "aws_globalaccelerator_endpoint_group" "this" {
  for_each     = var.listeners
  listener_arn = aws_globalaccelerator_listener.this[each.key].id
  dynamic "endpoint_configuration" {
    for_each = each.value.endpoints
    content {
      endpoint_id = endpoint_configuration.value.id
      weight      = endpoint_configuration.value.weight
    }
  }
}
