using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using GraphQLParser.AST;

namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>The arguments that state the number of items: names, or paths of members in objects, such as <c>page.first</c>.</summary>
internal sealed class SizeArguments(IReadOnlyList<string> paths)
{
    private readonly FrozenDictionary<string, string[][]> _paths = paths.Select(path => path.Split('.'))
        .GroupBy(path => path[0], path => path[1..]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <returns>The largest number of items that the arguments of a field state; null if they don't.</returns>
    public long? SizeOf(GraphQLField field, VariableValues variables)
    {
        long? largest = null;
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            foreach (var path in _paths.GetValueOrDefault(argument.Name.StringValue, []))
                largest = Larger(largest, Find(argument.Value, path, variables));
        }

        return largest;
    }

    // The default of a variable can't have variables.
    private static long? Find(GraphQLValue? value, ReadOnlySpan<string> path, VariableValues? variables)
    {
        switch (value)
        {
            case null or GraphQLNullValue:
                return null;
            case GraphQLIntValue number when path.IsEmpty:
                return Parse(number.Value.ToString());
            case GraphQLVariable variable when variables is not null:
                return FindVariable(variable.Name.StringValue, path, variables);
            case GraphQLObjectValue parent when !path.IsEmpty:
                long? largest = null;
                foreach (var member in parent.Fields ?? [])
                {
                    if (member.Name.Value == path[0])
                        largest = Larger(largest, Find(member.Value, path[1..], variables));
                }

                return largest;
            default:
                return Usage.Maximum;
        }
    }

    private static long? FindVariable(string name, ReadOnlySpan<string> path, VariableValues variables)
    {
        if (variables.TryGet(name, out var value))
            return Find(value, path);

        long? largest = null;
        foreach (var preset in variables.DefaultsOf(name))
            largest = Larger(largest, Find(preset, path, null));
        return largest;
    }

    private static long? Find(JsonElement value, ReadOnlySpan<string> path) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number when path.IsEmpty => Parse(value.GetRawText()),
        JsonValueKind.Object when !path.IsEmpty => value.TryGetProperty(path[0], out var member) ? Find(member, path[1..]) : null,
        _ => Usage.Maximum,
    };

    private static long? Larger(long? one, long? other) => other is null ? one : long.Max(one ?? 1, other.Value);

    /// <summary>Returns a number of items. One that isn't a number of items can mean all of them: it counts as the maximum.</summary>
    private static long Parse(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : Usage.Maximum;
}
