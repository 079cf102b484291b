using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>Checks single plugin entries: that the plugin exists, its options are valid, and its scope and stage are allowed.</summary>
/// <param name="catalog">The available plugins.</param>
/// <param name="folders">The folders of the files that the configuration was read from.</param>
/// <param name="shared">The entries that several routes share.</param>
/// <param name="errors">Collects the errors.</param>
internal sealed class EntryCompiler(
    PluginCatalog catalog, ImmutableDictionary<string, string> folders, SharedEntries shared, ConfigErrors errors)
{
    /// <summary>Returns whether a compiled entry can be used as it is: the entry is the same object, and so is its plugin.</summary>
    public bool IsSame(PluginEntry entry, CompiledEntry before)
        => ReferenceEquals(entry, before.Entry) && before.IsSame(entry, catalog.Find(entry.Name), folders);

    /// <summary>Compiles an entry. The errors of one that routes share are reported for one of them.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="piece">The entry as the piece of configuration that an error is about.</param>
    /// <param name="scope">The scope of its list.</param>
    /// <param name="scopeId">The id in the scope.</param>
    /// <param name="before">The entry at the same index in the active configuration, whose options aren't bound again if they are the
    /// same.</param>
    /// <returns>The entry; null after an error.</returns>
    public CompiledEntry? Compile(PluginEntry entry, ConfigPiece piece, PluginScope scope, string? scopeId, CompiledEntry? before)
    {
        if (entry.SharedScope is null || scope != PluginScope.Route)
            return CompileOwn(entry, piece, scope, scopeId, before);
        if (shared.HasFailed(entry))
            return null;

        var compiled = CompileOwn(entry, piece, scope, scopeId, before);
        if (compiled is null)
            shared.Fail(entry);
        return compiled;
    }

    private CompiledEntry? CompileOwn(PluginEntry entry, ConfigPiece piece, PluginScope scope, string? scopeId, CompiledEntry? before)
    {
        if (entry is { IsIncomplete: true, Name: "" })
            return null;

        if (catalog.Find(entry.Name) is not { } type)
        {
            errors.Add(piece, UnknownPlugin(entry.Name), entry.Location);
            return null;
        }

        if (scope == PluginScope.Route && shared.Find(entry, type) is { } found)
            return found;
        if (before?.IsSame(entry, type, folders) == true)
            return before.At(entry, piece.Named(type.Name));

        piece = piece.Named(type.Name);
        if (!entry.IsIncomplete)
            CheckPlace(entry, type, piece, scope);
        var placement = new PluginPlacement
        {
            Plugin = type.Name,
            Id = entry.Id,
            Scope = scope,
            ScopeId = scope == PluginScope.Route ? entry.SharedScope ?? scopeId : scopeId,
            Folder = folders.GetValueOrDefault(entry.Location.Source ?? ""),
            AllowsFiles = entry.Tenant is null,
        };

        // An entry that only disables a less specific one doesn't need options.
        if (!entry.Enabled && entry.Options is null)
            return new CompiledEntry(entry, type, placement, new NoOptions(), piece);
        var warnings = errors.Warnings.Count;
        if (OptionsBinder.Bind(type.OptionsType, entry.Options, piece, "options.", entry.Location, errors) is not { } options
            || entry.IsIncomplete)
            return null;

        return new CompiledEntry(entry, type, placement, options, piece) { HasWarnings = errors.Warnings.Count > warnings };
    }

    private void CheckPlace(PluginEntry entry, PluginType type, ConfigPiece piece, PluginScope scope)
    {
        var stage = entry.Stage ?? type.Stage;
        var authenticates = type.Hooks.HasFlag(PluginHooks.Authentication);
        if (authenticates && stage > PluginStage.Authentication)
            errors.Add(piece, "stage is later than authentication; a plugin that authenticates can't run later.", entry.Location);
        if (scope >= PluginScope.Group && (authenticates || entry.Stage <= PluginStage.Authentication))
            errors.Add(piece, "its stage isn't later than authentication; plugins of groups and consumers run after the caller is "
                + "authenticated.",
                entry.Location);
        if (entry.OnError == PluginErrorPolicy.Continue
            && (authenticates || stage is PluginStage.Authentication or PluginStage.Authorization))
            errors.Add(piece, "onError is 'continue'; authentication and authorization can only reject.", entry.Location);
        else if (entry.OnError == PluginErrorPolicy.Continue && type.RejectsOnError)
            errors.Add(piece, "onError is 'continue', but a request can't continue without this plugin.", entry.Location);
    }

    private string UnknownPlugin(string name)
    {
        var names = catalog.PluginNames.ToArray();
        var loaded = names.Length == 0 ? "No plugin is loaded." : $"Loaded: {string.Join(", ", names)}.";
        var failed = string.Concat(catalog.Errors.Select(e => $" Not loaded: {e}"));
        return $"no plugin is named '{name}'.{DidYouMean.For(name, names)} {loaded}{failed}";
    }
}
