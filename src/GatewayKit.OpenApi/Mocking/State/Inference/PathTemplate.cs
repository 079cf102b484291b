namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>A path template as structure: what its parameters are called says nothing.</summary>
/// <param name="Shape">The template with <c>{}</c> for each parameter, without a slash at its end.</param>
/// <param name="Parameters">The names of the parameters in their order.</param>
internal sealed record PathTemplate(string Shape, IReadOnlyList<string> Parameters)
{
    private const string Parameter = "/{}";

    public static PathTemplate Parse(string path)
    {
        var (shape, names) = ("", new List<string>());
        var rest = path.AsSpan().TrimEnd('/');
        while (rest.IndexOf('{') is var start and >= 0 && rest[start..].IndexOf('}') is var length and > 0)
        {
            names.Add(rest.Slice(start + 1, length - 1).ToString());
            shape += string.Concat(rest[..start], "{}");
            rest = rest[(start + length + 1)..];
        }
        return new PathTemplate(string.Concat(shape, rest), names);
    }

    /// <summary>The shape of the collection that a path of an item is below; null for other paths.</summary>
    public string? Collection => Shape.EndsWith(Parameter, StringComparison.Ordinal) && Shape.Length > Parameter.Length ? Shape[..^Parameter.Length] : null;

    /// <summary>The shape of the items of a collection.</summary>
    public static string ItemOf(string collection) => collection + Parameter;
}
