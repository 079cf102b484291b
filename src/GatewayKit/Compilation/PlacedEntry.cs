namespace GatewayKit.Compilation;

/// <summary>An entry at its place in a pipeline, with the stage that it has there: its own, or that of the entry that it replaces.</summary>
internal readonly record struct PlacedEntry(CompiledEntry Entry, PluginStage Stage)
{
    /// <summary>Whether it stands before the caller is known, where a caller's own entries can't stand.</summary>
    public bool IsBeforeCaller => Stage <= PluginStage.Authentication;

    public bool IsEnabled => Entry.Entry.Enabled;

    /// <summary>The place of an entry that replaces this one: it keeps the stage unless it names one.</summary>
    public PlacedEntry ReplacedBy(CompiledEntry entry) => new(entry, entry.Entry.Stage ?? Stage);

    /// <summary>The place of an entry that replaces none.</summary>
    public static PlacedEntry Of(CompiledEntry entry) => new(entry, entry.Entry.Stage ?? entry.Type.Stage);
}
