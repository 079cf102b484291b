namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>The result of a search for a binding.</summary>
/// <param name="Binding">The binding; null if only other methods match.</param>
/// <param name="Segments">The segments of the path, without a custom verb.</param>
/// <param name="Allowed">The methods that match the path.</param>
internal sealed record RuleMatch(HttpBinding? Binding, string[] Segments, IReadOnlyCollection<string> Allowed)
{
    /// <summary>Returns the value of a variable. A slash in a single segment arrives encoded.</summary>
    public string ValueOf(TemplateVariable variable)
    {
        var isRest = Binding!.Template.Segments[^1].Kind == SegmentKind.Rest && variable.End == Binding.Template.Segments.Count;
        var end = isRest ? Segments.Length : variable.End;
        return end - variable.Start == 1 && !isRest
            ? Segments[variable.Start].Replace(EncodedSlash.Text, "/", StringComparison.OrdinalIgnoreCase)
            : string.Join('/', Segments[Math.Min(variable.Start, end)..end]);
    }
}
