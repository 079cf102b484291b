using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>Selects operations as the options say, and finds names that the document doesn't have.</summary>
/// <param name="option">The option.</param>
/// <param name="selection">Its value; <c>null</c> to select everything.</param>
internal sealed class OperationSelector(string option, OperationSelection? selection)
{
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "QUERY", "HEAD", "OPTIONS", "TRACE"];

    /// <summary>Returns whether an operation is selected.</summary>
    public bool Selects(OpenApiOperation operation)
        => selection is null
            || selection.Operations.Any(name => Names(name, operation))
            || selection.Tags.Any(operation.Tags.Contains)
            || selection.Methods.Contains(operation.Method, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns an error for each name that selects nothing: probably a tool would be missing, or be public.</summary>
    public IEnumerable<OptionsError> Check(IReadOnlyList<OpenApiOperation> operations)
    {
        if (selection is null)
            yield break;
        if (selection.Operations.Count == 0 && selection.Tags.Count == 0 && selection.Methods.Count == 0)
            yield return new OptionsError(option, "selects nothing; set 'operations', 'tags' or 'methods'");
        foreach (var name in selection.Operations.Where(name => !operations.Any(operation => Names(name, operation))))
            yield return new OptionsError($"{option}.operations", $"has '{name}', which isn't an operation of the document");
        foreach (var tag in selection.Tags.Where(tag => !operations.Any(operation => operation.Tags.Contains(tag))))
            yield return new OptionsError($"{option}.tags", $"has '{tag}', which isn't the tag of an operation of the document");
        // A document without an operation of a method is fine; another name is probably a typing error.
        foreach (var method in selection.Methods.Where(method => !s_methods.Contains(method, StringComparer.OrdinalIgnoreCase)))
            yield return new OptionsError($"{option}.methods", $"has '{method}'; it must be one of {string.Join(", ", s_methods)}");
    }

    private static bool Names(string name, OpenApiOperation operation)
        => name == operation.OperationId
            || (name.Length == operation.Method.Length + 1 + operation.Path.Length
                && name.StartsWith(operation.Method, StringComparison.OrdinalIgnoreCase)
                && name[operation.Method.Length] == ' '
                && name.EndsWith(operation.Path, StringComparison.Ordinal));
}
