using BenchmarkDotNet.Running;
using GatewayKit.Benchmarks.Changes;
using GatewayKit.Benchmarks.Micro;
using GatewayKit.Benchmarks.Roles;
using GatewayKit.Benchmarks.SideBySide;

return args switch
{
    ["side-by-side", .. var options] => await SideBySideRun.RunAsync(SideBySideOptions.Parse(options)).ConfigureAwait(false),
    ["change", .. var options] => await ChangeRun.RunAsync(ChangeOptions.Parse(options)).ConfigureAwait(false),
    ["without-sockets", .. var roles] => await InTurns.RunAsync(roles).ConfigureAwait(false),
    [Role.Argument, var role, .. var more] => await Role.RunAsync(role, more).ConfigureAwait(false),
    _ => BenchmarkSwitcher.FromAssembly(typeof(MicroConfig).Assembly).Run(args, new MicroConfig()).Any() ? 0 : 1,
};
