using System.Collections.Frozen;
using GatewayKit.Plugins.GraphQL.Errors;
using GatewayKit.Plugins.GraphQL.Requests;

namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>Checks the operation of a request against the limits.</summary>
internal sealed class OperationCheck(GraphQLOptions options)
{
    private readonly FrozenDictionary<string, FieldOptions> _fields = options.Fields.ToFrozenDictionary(StringComparer.Ordinal);
    private readonly FrozenSet<string> _sizeArguments = options.SizeArguments.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _names = options.OperationNames.ToFrozenSet(StringComparer.Ordinal);
    private readonly string[] _introspectionGroups = [.. options.IntrospectionGroups];

    /// <exception cref="GraphQLErrorException">The operation isn't valid or allowed.</exception>
    public CheckedOperation Check(GatewayContext context, GraphQLRequest request, string document, bool isGet)
    {
        var operation = ParsedOperation.Parse(document, request.OperationName, options);
        if (isGet && operation.Kind != OperationKind.Query)
            throw new GraphQLErrorException(GraphQLError.OnlyQueries);
        if (!options.Operations.Contains(operation.Kind))
            throw new GraphQLErrorException(GraphQLError.OtherKind(operation.Kind));
        if (_names.Count > 0 && !(operation.Name is { } name && _names.Contains(name)))
            throw new GraphQLErrorException(GraphQLError.OtherName);

        var usage = new UsageCounter(operation, request.Variables, _fields, _sizeArguments).Count();
        ThrowIfOver("depth", usage.Depth, options.MaxDepth);
        ThrowIfOver("number of aliases", usage.Aliases, options.MaxAliases);
        ThrowIfOver("number of directives", usage.Directives, options.MaxDirectives);
        ThrowIfOver("number of root fields", usage.Fields, options.MaxRootFields);
        ThrowIfOver("cost", usage.Cost, options.MaxCost);
        if (usage.QueriesSchema && !options.Introspection && context.Consumer?.IsInAnyGroup(_introspectionGroups) != true)
            throw new GraphQLErrorException(GraphQLError.NoIntrospection);

        return new CheckedOperation(operation.Name, operation.Kind, usage.Cost);
    }

    /// <exception cref="GraphQLErrorException">The value is larger than the limit.</exception>
    public static void ThrowIfOver(string kind, long value, long maximum)
    {
        if (value > maximum)
            throw new GraphQLErrorException(GraphQLError.Limit(kind, maximum));
    }
}
