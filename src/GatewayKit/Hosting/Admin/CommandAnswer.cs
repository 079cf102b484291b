namespace GatewayKit.Hosting.Admin;

/// <summary>The result of a command.</summary>
/// <param name="Outcomes">The outcome at each entry that has the command.</param>
/// <param name="Missing">The missing part, as a sentence; null if an entry has the command.</param>
internal sealed record CommandAnswer(IReadOnlyList<CommandOutcome> Outcomes, string? Missing)
{
    public static CommandAnswer Of(string missing) => new([], missing);
}
