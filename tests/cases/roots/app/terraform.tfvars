client_security_group_id = "sg-00000000000000000"
public_subnet_ids        = ["subnet-22222222222222222", "subnet-33333333333333333"]
