namespace GatewayKit.Loading.Inspection;

/// <summary>A plugin's files break rules that can be checked without loading them.</summary>
internal sealed class PluginInspectionException(IReadOnlyList<string> problems) : Exception(string.Join(" ", problems))
{
    /// <summary>Each broken rule as a sentence.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
