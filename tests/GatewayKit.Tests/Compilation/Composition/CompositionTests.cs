using CsCheck;
using GatewayKit.Runtime;

namespace GatewayKit.Tests.Compilation.Composition;

public sealed class CompositionTests : IAsyncLifetime
{
    private const int Configurations = 4000;

    private ComposedGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await ComposedGateway.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public void The_hooks_that_run_are_those_of_the_documented_rules_in_their_order()
    {
        var (valid, invalid) = (0, 0);
        Scenarios.Any.Sample((scenario, stranger) =>
        {
            var model = new PipelineModel(scenario);
            var snapshot = _gateway.Compile(scenario.ToConfig());
            Assert.Equal(model.IsValid(), snapshot is not null);
            Interlocked.Increment(ref snapshot is null ? ref invalid : ref valid);
            if (snapshot is null)
                return;

            foreach (var caller in (Caller?[])[null, new("ann", []), new("bob", []), stranger])
            {
                for (var route = 0; route < Scenario.RouteNames.Length; route++)
                    Assert.Equal(model.Run(route, caller), _gateway.Run(snapshot.Routes[Scenario.RouteNames[route]], caller));
            }

            snapshot.Retire();
        }, iter: Configurations);

        Assert.InRange(valid, Configurations / 10, Configurations);
        Assert.InRange(invalid, Configurations / 10, Configurations);
    }
}
