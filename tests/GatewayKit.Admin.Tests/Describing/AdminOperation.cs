using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GatewayKit.Admin.Tests.Describing;

/// <summary>An operation of the OpenAPI document.</summary>
internal sealed partial record AdminOperation(string Method, string Path, JsonObject Node)
{
    public HttpMethod HttpMethod => new(Method);

    public AdminRole Role => Enum.Parse<AdminRole>((string)Node["x-gatewaykit-role"]!, ignoreCase: true);

    /// <summary>A path of the operation: the ids exist nowhere, and numbers are high.</summary>
    public string ExamplePath => Parameter().Replace(Path, parameter => parameter.Groups[1].Value switch
    {
        "n" or "number" or "revision" => "999999",
        "kind" => "routes",
        _ => "unknown-1",
    });

    /// <summary>Returns the path with an id for each parameter.</summary>
    public string PathWith(string id) => Parameter().Replace(Path, Uri.EscapeDataString(id));

    /// <summary>Returns the paths with each combination of values for the parameters.</summary>
    /// <param name="valuesOf">Returns the values for the name of a parameter.</param>
    public IEnumerable<string> PathsWith(Func<string, IEnumerable<string>> valuesOf)
    {
        IEnumerable<string> paths = [Path];
        foreach (Match parameter in Parameter().Matches(Path))
        {
            string[] values = [.. valuesOf(parameter.Groups[1].Value).Select(Uri.EscapeDataString)];
            paths = [.. paths.SelectMany(path => values.Select(value => path.Replace(parameter.Value, value, StringComparison.Ordinal)))];
        }

        return paths;
    }

    /// <summary>A body: an empty object if there is one.</summary>
    public string? ExampleBody => Node.ContainsKey("requestBody") ? "{}" : null;

    public override string ToString() => $"{Method} {Path}";

    [GeneratedRegex(@"\{([^}:*?]+)[^}]*\}")]
    private static partial Regex Parameter();
}
