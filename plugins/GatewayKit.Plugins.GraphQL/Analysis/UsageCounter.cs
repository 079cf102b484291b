using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using GatewayKit.Plugins.GraphQL.Errors;
using GraphQLParser.AST;

namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>
/// Counts the usage of an operation. Each fragment is counted once, whatever the number of its uses, so that the time is linear in the
/// length of the document. Directives such as <c>@skip</c> don't reduce the usage.
/// </summary>
internal sealed class UsageCounter(
    ParsedOperation operation, JsonElement variables, FrozenDictionary<string, FieldOptions> fields, FrozenSet<string> sizeArguments)
{
    private const int MaxNesting = 500;

    private static readonly FieldOptions s_other = new();

    // A fragment that is being counted has no value yet.
    private readonly Dictionary<string, Usage?> _fragments = new(StringComparer.Ordinal);
    private int _nesting;

    /// <exception cref="GraphQLErrorException">A fragment is missing, or uses itself.</exception>
    public Usage Count()
    {
        var root = Count(operation.Definition.SelectionSet);
        return root with { Directives = Usage.Add(root.Directives, operation.Definition.Directives?.Count ?? 0) };
    }

    private Usage Count(GraphQLSelectionSet? selections)
    {
        // Fragments can be nested deeper than the parser allows a definition to be.
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

        _nesting--;
        return sum;
    }

    private Usage Count(GraphQLField field)
    {
        var name = field.Name.StringValue;
        var inner = Count(field.SelectionSet);
        var options = fields.GetValueOrDefault(name, s_other);
        return new Usage(
            Usage.Multiply(SizeOf(field) ?? options.Size, Usage.Add(options.Cost, inner.Cost)),
            inner.Depth + 1,
            1,
            Usage.Add(inner.Aliases, field.Alias is null ? 0 : 1),
            Usage.Add(inner.Directives, field.Directives?.Count ?? 0),
            inner.QueriesSchema || name is "__schema" or "__type");
    }

    private Usage CountFragment(string name)
    {
        if (_fragments.TryGetValue(name, out var known))
            return known ?? throw Invalid("A fragment uses itself.");
        if (!operation.Fragments.TryGetValue(name, out var fragment))
            throw Invalid("A fragment isn't defined.");

        _fragments[name] = null;
        var usage = With(Count(fragment.SelectionSet), fragment.Directives);
        _fragments[name] = usage;
        return usage;
    }

    /// <returns>The number of items that the arguments of a field state; null if they don't.</returns>
    private long? SizeOf(GraphQLField field)
    {
        long? largest = null;
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            if (sizeArguments.Contains(argument.Name.StringValue) && NumberOf(argument.Value) is { } size)
                largest = long.Max(largest ?? 1, size);
        }

        return largest;
    }

    private long? NumberOf(GraphQLValue? value) => value switch
    {
        GraphQLIntValue number => Parse(number.Value.ToString()),
        GraphQLVariable variable => NumberOf(variable.Name.StringValue),
        GraphQLNullValue or null => null,
        _ => Usage.Maximum,
    };

    private long? NumberOf(string variable)
    {
        if (variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(variable, out var value))
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Number => Parse(value.GetRawText()),
                _ => Usage.Maximum,
            };
        }

        var definition = operation.Definition.Variables?.Items.Find(item => item.Variable.Name.StringValue == variable);
        return definition?.DefaultValue is GraphQLVariable ? Usage.Maximum : NumberOf(definition?.DefaultValue);
    }

    /// <summary>Returns a number of items. One that isn't a number of items can mean all of them: it counts as the maximum.</summary>
    private static long Parse(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : Usage.Maximum;

    private static Usage With(in Usage usage, GraphQLDirectives? directives)
        => usage with { Directives = Usage.Add(usage.Directives, directives?.Count ?? 0) };

    private static GraphQLErrorException Invalid(string message) => new(GraphQLError.Invalid(message));
}
