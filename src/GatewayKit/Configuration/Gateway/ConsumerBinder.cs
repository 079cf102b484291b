namespace GatewayKit.Configuration;

/// <summary>Binds consumers and their groups.</summary>
internal static class ConsumerBinder
{
    private static readonly RecordKeys s_keys = new() { Without = ["plugins"], Others = ["plugins"] };

    public static GatewayGroup? BindGroup(string name, ConfigMapping mapping, BindingPoint at)
    {
        var plugins = PluginListBinder.Bind(mapping, at);
        return RecordBinder.Bind(typeof(GatewayGroup), mapping, at, s_keys) is GatewayGroup group
            ? group with { Plugins = plugins, Place = mapping.Place }
            : null;
    }

    public static GatewayConsumer? BindConsumer(string name, ConfigMapping mapping, BindingPoint at)
    {
        var plugins = PluginListBinder.Bind(mapping, at);
        return RecordBinder.Bind(typeof(GatewayConsumer), mapping, at, s_keys) is GatewayConsumer consumer
            ? consumer with { Plugins = plugins, Place = mapping.Place }
            : null;
    }
}
