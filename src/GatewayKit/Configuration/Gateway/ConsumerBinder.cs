using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds consumers and their groups.</summary>
internal static class ConsumerBinder
{
    /// <summary>The keys that differ from the record's properties.</summary>
    public static readonly RecordKeys Keys = new() { Without = ["plugins"], Others = ["plugins"] };

    public static GatewayGroup? BindGroup(string name, ConfigMapping mapping, BindingPoint at)
    {
        var plugins = PluginListBinder.Bind(mapping, at);
        return RecordBinder.BindParts(typeof(GatewayGroup), mapping, at, Keys, out _) is GatewayGroup group
            ? group with { Plugins = plugins, Node = mapping }
            : null;
    }

    public static GatewayConsumer? BindConsumer(string name, ConfigMapping mapping, BindingPoint at)
    {
        var plugins = PluginListBinder.Bind(mapping, at);
        return RecordBinder.BindParts(typeof(GatewayConsumer), mapping, at, Keys, out _) is GatewayConsumer consumer
            ? consumer with { Plugins = plugins, Node = mapping }
            : null;
    }
}
