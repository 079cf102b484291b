using GatewayKit.Plugins;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>What a load gave.</summary>
internal sealed record Loaded(IReadOnlyList<PluginModule> Modules, IReadOnlyList<PluginLoadError> Errors)
{
    public PluginModule Module => Assert.Single(NoErrors().Modules);

    public PluginLoadError Error
    {
        get
        {
            Assert.Empty(Modules);
            return Assert.Single(Errors);
        }
    }

    public Loaded NoErrors()
    {
        Assert.Empty(Errors);
        return this;
    }
}
