Console.Error.WriteLine("gatewaykit: no command");
return 1;
