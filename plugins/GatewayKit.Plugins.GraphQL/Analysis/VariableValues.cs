using System.Text.Json;
using GraphQLParser.AST;

namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>The values of variables: those of the request, and the defaults of an operation. They are indexed at their first use, because
/// both can be many.</summary>
internal sealed class VariableValues(JsonElement variables)
{
    private Dictionary<string, JsonElement>? _sent;
    private ILookup<string, GraphQLValue?>? _defaults;
    private GraphQLOperationDefinition? _operation;

    /// <summary>Changes the operation.</summary>
    public void Use(GraphQLOperationDefinition operation) => (_operation, _defaults) = (operation, null);

    /// <summary>Returns whether the request has a value, which can be null.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        _sent ??= variables.ValueKind == JsonValueKind.Object
            ? variables.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
        return _sent.TryGetValue(name, out value);
    }

    /// <summary>Returns the defaults of a variable: none, or several for a document that isn't valid.</summary>
    public IEnumerable<GraphQLValue?> DefaultsOf(string name)
    {
        _defaults ??= (_operation?.Variables?.Items ?? []).ToLookup(item => item.Variable.Name.StringValue, item => item.DefaultValue);
        return _defaults[name];
    }
}
