using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.Plugins.GraphQL.Errors;
using GraphQLParser.AST;

namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>
/// Counts the usage of operations. Each fragment is counted once, whatever the number of its uses, so that the time is linear in the
/// length of the document: with the defaults of the operation that uses it first. Directives such as <c>@skip</c> don't reduce the usage.
/// </summary>
internal sealed class UsageCounter(
    IReadOnlyDictionary<string, GraphQLFragmentDefinition> definitions, FrozenDictionary<string, FieldOptions> fields, SizeArguments sizes,
    JsonElement variables)
{
    private const int MaxNesting = 500;

    private static readonly FieldOptions s_other = new();

    // A fragment that is being counted has no value yet.
    private readonly Dictionary<string, Usage?> _fragments = new(StringComparer.Ordinal);
    private readonly VariableValues _variables = new(variables);
    private int _nesting;

    /// <exception cref="GraphQLErrorException">A fragment is missing, or uses itself.</exception>
    public Usage Count(GraphQLOperationDefinition operation)
    {
        _variables.Use(operation);
        var usage = With(Count(operation.SelectionSet), operation.Directives);
        foreach (var variable in operation.Variables?.Items ?? [])
            usage = With(usage, variable.Directives);
        return usage;
    }

    /// <summary>Counts a fragment.</summary>
    /// <exception cref="GraphQLErrorException">The fragment or one that it uses is missing, or uses itself.</exception>
    public Usage CountFragment(string name)
    {
        if (_fragments.TryGetValue(name, out var known))
            return known ?? throw Invalid("A fragment uses itself.");
        if (!definitions.TryGetValue(name, out var fragment))
            throw Invalid("A fragment isn't defined.");

        _fragments[name] = null;
        var usage = With(Count(fragment.SelectionSet), fragment.Directives);
        _fragments[name] = usage;
        return usage;
    }

    private Usage Count(GraphQLSelectionSet? selections)
    {
        // Fragments can be nested deeper than the parser allows a definition to be. One that is known adds its own nesting.
        OperationCheck.ThrowIfOver("nesting of selections", ++_nesting, MaxNesting);
        var sum = default(Usage);
        foreach (var selection in selections?.Selections ?? [])
        {
            sum = sum.And(selection switch
            {
                GraphQLField field => Count(field),
                GraphQLFragmentSpread spread => With(CountFragment(spread.FragmentName.Name.StringValue), spread.Directives),
                GraphQLInlineFragment inline => With(Count(inline.SelectionSet), inline.Directives),
                _ => throw Invalid("The document has an unknown selection."),
            });
        }

        OperationCheck.ThrowIfOver("nesting of selections", sum.Nesting + 1, MaxNesting);
        _nesting--;
        return sum with { Nesting = sum.Nesting + 1 };
    }

    private Usage Count(GraphQLField field)
    {
        var name = field.Name.StringValue;
        var inner = field.SelectionSet is null ? default : Count(field.SelectionSet);
        var options = fields.GetValueOrDefault(name, s_other);
        return new Usage(
            Usage.Multiply(sizes.SizeOf(field, _variables) ?? options.Size, Usage.Add(options.Cost, inner.Cost)),
            inner.Depth + 1,
            inner.Nesting,
            1,
            Usage.Add(inner.Aliases, field.Alias is null ? 0 : 1),
            Usage.Add(inner.Directives, field.Directives?.Count ?? 0),
            inner.QueriesSchema || name is "__schema" or "__type");
    }

    private static Usage With(in Usage usage, GraphQLDirectives? directives)
        => usage with { Directives = Usage.Add(usage.Directives, directives?.Count ?? 0) };

    private static GraphQLErrorException Invalid(string message) => new(GraphQLError.Invalid(message));
}
