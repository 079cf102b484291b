using System.Collections.Frozen;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>An entry of the configuration that has been checked: its plugin is known, its options are bound.</summary>
internal sealed class CompiledEntry(PluginEntry entry, PluginType type, PluginPlacement placement, object options, string where)
{
    public PluginEntry Entry { get; } = entry;

    public PluginType Type { get; } = type;

    public PluginPlacement Placement { get; } = placement;

    public object Options { get; } = options;

    /// <summary>The entry in messages, such as <c>routes.orders.plugins[1] (rate-limit)</c>.</summary>
    public string Where { get; } = where;

    /// <summary>The instance that every route shares; null for a plugin that asks for its route.</summary>
    public IGatewayPlugin? Shared { get; set; }

    /// <summary>The instances by route of a plugin that asks for its route.</summary>
    public FrozenDictionary<string, IGatewayPlugin> PerRoute { get; set; } = FrozenDictionary<string, IGatewayPlugin>.Empty;

    /// <summary>The instances, if they take commands.</summary>
    public IEnumerable<CommandTarget> CommandTargets
        => PerRoute.Values.Append(Shared).OfType<ICommandHook>().Select(hook => new CommandTarget(hook, Placement));

    /// <summary>What an entry of a more specific scope must have in common with this one to replace it.</summary>
    public (PluginType Type, string? Id) Key => (Type, Entry.Id);

    /// <summary>Whether this entry takes the place of <paramref name="other"/> when both apply.</summary>
    public bool Replaces(CompiledEntry other) => Key == other.Key;

    /// <summary>Reports what is wrong with an option at its place.</summary>
    public void Report(OptionsError error, ConfigErrors errors)
    {
        var options = Entry.Options is { } node ? ConfigMapping.From(node) : null;
        var place = options is { Place.Source: not null } ? options.Place : Entry.Place;
        RecordRules.Report(error, options, new BindingPoint(errors, Where, "options", place));
    }

    public PipelineEntry For(string routeId, PluginStage stage)
        => new(Shared ?? PerRoute[routeId], Type, Placement, routeId, stage, Options, Entry);
}
