namespace GatewayKit.Compilation;

/// <summary>An entry at its position in a pipeline, with its stage there: its own, or that of the entry that it replaces.</summary>
internal readonly record struct PlacedEntry(CompiledEntry Entry, PluginStage Stage)
{
    /// <summary>Gets whether the entry runs before the caller is authenticated, where a caller's own entries can't run.</summary>
    public bool IsBeforeCaller => Stage <= PluginStage.Authentication;

    public bool IsEnabled => Entry.Entry.Enabled;

    /// <summary>Returns the position of an entry that replaces this one: it inherits the stage unless it sets one.</summary>
    public PlacedEntry ReplacedBy(CompiledEntry entry) => new(entry, entry.Entry.Stage ?? Stage);

    /// <summary>Returns the position of an entry that doesn't replace another.</summary>
    public static PlacedEntry Of(CompiledEntry entry) => new(entry, entry.Entry.Stage ?? entry.Type.Stage);
}
