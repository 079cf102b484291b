using ManyNodes;

// The sample starts itself three times more: each gateway is a process of its own, so that it can be killed.
return args is [GatewayNode.Command, var redis, var prefix]
    ? await GatewayNode.RunAsync(redis, prefix)
    : await Demonstration.RunAsync(args);
