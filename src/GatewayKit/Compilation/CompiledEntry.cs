using System.Collections.Frozen;
using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>A checked entry of the configuration, with its plugin type and its bound options.</summary>
internal sealed class CompiledEntry(PluginEntry entry, PluginType type, PluginPlacement placement, object options, ConfigPiece piece)
{
    public PluginEntry Entry { get; } = entry;

    public PluginType Type { get; } = type;

    public PluginPlacement Placement { get; } = placement;

    public object Options { get; } = options;

    /// <summary>The entry as the piece of configuration that an error is about. For an entry that routes share, it is that of the first of
    /// them in the latest configuration.</summary>
    public ConfigPiece Piece { get; set; } = piece;

    /// <summary>The entry's name in messages, such as <c>routes.orders.plugins[1] (rate-limit)</c>.</summary>
    public string Where => Piece.Where;

    /// <summary>The clusters that its options name.</summary>
    public IReadOnlyList<ClusterId> ClusterIds => Type.NamesClusters ? field ??= [.. Configuration.Binding.ClusterIds.Of(Options)] : [];

    /// <summary>Gets whether its options have a warning, which must be reported for each configuration.</summary>
    public bool HasWarnings { get; init; }

    /// <summary>The instance that every route shares; null for a plugin that depends on its route.</summary>
    public PluginInstance? Shared { get; set; }

    /// <summary>The instances by route of a plugin that depends on its route.</summary>
    public FrozenDictionary<string, PluginInstance> PerRoute { get; set; } = FrozenDictionary<string, PluginInstance>.Empty;

    /// <summary>The instances that accept commands.</summary>
    public IEnumerable<CommandTarget> CommandTargets
        => !Type.Hooks.HasFlag(PluginHooks.Command) ? []
            : PerRoute.Values.Append(Shared).Select(instance => instance?.Plugin).OfType<ICommandHook>().Select(
                hook => new CommandTarget(hook, Placement));

    /// <summary>The key that an entry of a more specific scope must share to replace this one.</summary>
    public (PluginType Type, string? Id) Key => (Type, Entry.Id);

    /// <summary>The key that routes share the entry by; null for an entry of one list.</summary>
    public (string Scope, PluginType Type, string? Id)? SharedKey
        => Entry.SharedScope is { } scope && Placement.Scope == PluginScope.Route ? (scope, Type, Entry.Id) : null;

    /// <summary>Returns whether this entry replaces <paramref name="other"/> when both apply.</summary>
    public bool Replaces(CompiledEntry other) => Key == other.Key;

    /// <summary>Returns whether an entry of another configuration at the same index of the same list needs no other check than this one
    /// had.</summary>
    public bool IsSame(PluginEntry other, PluginType? type, ImmutableDictionary<string, string> folders)
        => Type == type
            && !HasWarnings
            && Placement.Folder == folders.GetValueOrDefault(other.Location.Source ?? "")
            && ConfigContent.IsSame(Entry, other);

    /// <summary>Returns whether the next configuration can have this very entry: with its only instance,
    /// which has nothing to report.</summary>
    public bool HasSamePlugin(ConsumerDirectory consumers)
        => !Entry.Enabled || (!Type.IsPerRoute && Shared is { Warnings.Count: 0 } instance && instance.IsCurrent(null, consumers));

    /// <summary>Returns the same entry at the location that it has in another configuration. Its instances are chosen later.</summary>
    public CompiledEntry At(PluginEntry other, ConfigPiece otherPiece) => new(other, Type, Placement, Options, otherPiece);

    /// <summary>Returns whether an entry of another configuration is the same: a plugin would get the same options and the same
    /// location.</summary>
    public bool IsSame(CompiledEntry other)
        => Replaces(other)
            && Entry.Enabled == other.Entry.Enabled
            && Placement.Scope == other.Placement.Scope
            && Placement.ScopeId == other.Placement.ScopeId
            && Placement.Folder == other.Placement.Folder
            && Entry.Tenant == other.Entry.Tenant
            && Entry.IsRemoteOnly == other.Entry.IsRemoteOnly
            && ConfigContent.IsSame(Entry.Options, other.Entry.Options);

    /// <summary>Reports an error of an option at its location.</summary>
    public void Report(OptionsError error, ConfigErrors errors)
    {
        var options = Entry.Options is { } node ? ConfigMapping.From(node) : null;
        var location = options is { Location.Source: not null } ? options.Location : Entry.Location;
        RecordRules.Report(error, options, new BindingPoint(errors, Piece, "options", location));
    }

    public PipelineEntry For(string routeId, PluginStage stage)
        => new(Shared ?? PerRoute[routeId], Type, Placement, routeId, stage, Options, Entry);
}
