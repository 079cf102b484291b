using System.Text.RegularExpressions;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>The identity of an operation: its method, and its path without the names of variables.</summary>
internal static partial class OperationKey
{
    public static string Of(OpenApiOperation operation)
        => $"{operation.Method} {Variable().Replace(operation.Path.TrimEnd('/'), "{}")}";

    /// <summary>Returns the position of a path variable; -1 if the path doesn't have it.</summary>
    public static int PositionOf(OpenApiOperation operation, string variable)
        => Variable().Matches(operation.Path).Select(match => match.Value[1..^1]).ToList().IndexOf(variable);

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Variable();
}
