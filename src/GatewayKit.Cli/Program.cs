using GatewayKit.Cli;

return await Tool.RunAsync(args);
