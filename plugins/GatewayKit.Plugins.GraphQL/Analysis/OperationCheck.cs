using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.Plugins.GraphQL.Errors;
using GatewayKit.Plugins.GraphQL.Requests;

namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>Checks the operation of a request against the limits.</summary>
internal sealed class OperationCheck(GraphQLOptions options)
{
    private readonly FrozenDictionary<string, FieldOptions> _fields = options.Fields.ToFrozenDictionary(StringComparer.Ordinal);
    private readonly SizeArguments _sizes = new(options.SizeArguments);
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

        var usage = CheckLimits(operation, request.Variables);
        if (usage.QueriesSchema && !options.Introspection && context.Consumer?.IsInAnyGroup(_introspectionGroups) != true)
            throw new GraphQLErrorException(GraphQLError.NoIntrospection);

        return new CheckedOperation(operation.Name, operation.Kind, usage.Cost);
    }

    /// <summary>Checks the whole document, because servers validate it as a whole.</summary>
    /// <returns>The usage of the operation of the request.</returns>
    /// <exception cref="GraphQLErrorException">A limit is exceeded, or a fragment is missing or uses itself.</exception>
    public Usage CheckLimits(ParsedOperation operation, JsonElement variables)
    {
        var counter = new UsageCounter(operation.Fragments, _fields, _sizes, variables);
        var selected = counter.Count(operation.Definition);
        ThrowIfOverAny(selected);
        foreach (var other in operation.Others)
            ThrowIfOverAny(counter.Count(other));
        foreach (var fragment in operation.Fragments.Keys)
            ThrowIfOver(counter.CountFragment(fragment));
        return selected;
    }

    private void ThrowIfOverAny(in Usage operation)
    {
        ThrowIfOver(operation);
        ThrowIfOver("number of root fields", operation.Fields, options.MaxRootFields);
    }

    private void ThrowIfOver(in Usage usage)
    {
        ThrowIfOver("depth", usage.Depth, options.MaxDepth);
        ThrowIfOver("number of aliases", usage.Aliases, options.MaxAliases);
        ThrowIfOver("number of directives", usage.Directives, options.MaxDirectives);
        ThrowIfOver("cost", usage.Cost, options.MaxCost);
    }

    /// <exception cref="GraphQLErrorException">The value is larger than the limit.</exception>
    public static void ThrowIfOver(string kind, long value, long maximum)
    {
        if (value > maximum)
            throw new GraphQLErrorException(GraphQLError.Limit(kind, maximum));
    }
}
