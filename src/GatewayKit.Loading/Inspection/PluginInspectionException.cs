namespace GatewayKit.Loading.Inspection;

/// <summary>Thrown when a plugin's files violate rules that are checked before loading.</summary>
internal sealed class PluginInspectionException(IReadOnlyList<string> problems) : Exception(string.Join(" ", problems))
{
    /// <summary>Gets a sentence for each violated rule.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
