using BenchmarkDotNet.Running;
using GatewayKit.Benchmarks.Bodies;
using GatewayKit.Benchmarks.Calls;
using GatewayKit.Benchmarks.Changes;
using GatewayKit.Benchmarks.Cluster;
using GatewayKit.Benchmarks.Compare;
using GatewayKit.Benchmarks.Mcp;
using GatewayKit.Benchmarks.Micro;
using GatewayKit.Benchmarks.Plans;
using GatewayKit.Benchmarks.Servers;
using GatewayKit.Benchmarks.Start;
using GatewayKit.Benchmarks.Usages;

return args switch
{
    ["compare", .. var options] => await CompareRun.RunAsync(options, Console.Out, Console.Error).ConfigureAwait(false),
    ["bodies", .. var options] => await BodyRun.RunAsync(options, Console.Out).ConfigureAwait(false),
    ["calls", .. var options] => await CallRun.RunAsync(options, Console.Out).ConfigureAwait(false),
    ["mcp", .. var options] => await McpRun.RunAsync(options, Console.Out).ConfigureAwait(false),
    ["change", .. var options] => await ChangeRun.RunAsync(ChangeOptions.Parse(options)).ConfigureAwait(false),
    ["plan", .. var options] => await PlanRun.RunAsync(PlanOptions.Parse(options)).ConfigureAwait(false),
    ["start", .. var options] => await StartRun.RunAsync(StartOptions.Parse(options)).ConfigureAwait(false),
    ["statistics", .. var options] => await UsageRun.RunAsync(UsageOptions.Parse(options)).ConfigureAwait(false),
    ["kubernetes", .. var options] => await ClusterRun.RunAsync(ClusterOptions.Parse(options), Console.Out, Console.Error)
        .ConfigureAwait(false),
    ["without-sockets", .. var roles] => await InTurns.RunAsync(roles).ConfigureAwait(false),
    [ServerRole.Argument, var role, .. var more] => await ServerRole.RunAsync(role, more).ConfigureAwait(false),
    _ => BenchmarkSwitcher.FromAssembly(typeof(MicroConfig).Assembly).Run(args, new MicroConfig()).Any() ? 0 : 1,
};
