using System.Collections.Frozen;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>A checked entry of the configuration, with its plugin type and its bound options.</summary>
internal sealed class CompiledEntry(PluginEntry entry, PluginType type, PluginPlacement placement, object options, string where)
{
    public PluginEntry Entry { get; } = entry;

    public PluginType Type { get; } = type;

    public PluginPlacement Placement { get; } = placement;

    public object Options { get; } = options;

    /// <summary>The entry's name in messages, such as <c>routes.orders.plugins[1] (rate-limit)</c>.</summary>
    public string Where { get; } = where;

    /// <summary>The instance that every route shares; null for a plugin that depends on its route.</summary>
    public IGatewayPlugin? Shared { get; set; }

    /// <summary>The instances by route of a plugin that depends on its route.</summary>
    public FrozenDictionary<string, IGatewayPlugin> PerRoute { get; set; } = FrozenDictionary<string, IGatewayPlugin>.Empty;

    /// <summary>The instances that accept commands.</summary>
    public IEnumerable<CommandTarget> CommandTargets
        => PerRoute.Values.Append(Shared).OfType<ICommandHook>().Select(hook => new CommandTarget(hook, Placement));

    /// <summary>The key that an entry of a more specific scope must share to replace this one.</summary>
    public (PluginType Type, string? Id) Key => (Type, Entry.Id);

    /// <summary>Returns whether this entry replaces <paramref name="other"/> when both apply.</summary>
    public bool Replaces(CompiledEntry other) => Key == other.Key;

    /// <summary>Reports an error of an option at its location.</summary>
    public void Report(OptionsError error, ConfigErrors errors)
    {
        var options = Entry.Options is { } node ? ConfigMapping.From(node) : null;
        var place = options is { Place.Source: not null } ? options.Place : Entry.Place;
        RecordRules.Report(error, options, new BindingPoint(errors, Where, "options", place));
    }

    public PipelineEntry For(string routeId, PluginStage stage)
        => new(Shared ?? PerRoute[routeId], Type, Placement, routeId, stage, Options, Entry);
}
