using GatewayKit.Plugins.Aggregate.Json;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>The compiled parts of the options, and the answer that they make up.</summary>
internal sealed class PartPlan
{
    private PartPlan(Part[] parts, int[] order, DataTemplate? answer) => (Parts, Order, Answer) = (parts, order, answer);

    public Part[] Parts { get; }

    /// <summary>Gets the positions of the parts, each after those whose values it uses.</summary>
    public int[] Order { get; }

    /// <summary>Gets the template of the answer; null for the bodies by the names of the parts.</summary>
    public DataTemplate? Answer { get; }

    /// <param name="options">The options.</param>
    /// <param name="errors">Receives the errors.</param>
    /// <returns>The plan; null if the options have errors.</returns>
    public static PartPlan? Create(AggregateOptions options, ICollection<OptionsError> errors)
    {
        var before = errors.Count;
        var names = options.Parts.Select(part => part.Name).ToArray();
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { Key: var repeated })
            errors.Add(new OptionsError("parts", $"has {HeaderOptions.Quoted(repeated)} twice; each part needs its own name"));

        var compiler = new PartCompiler(names, errors);
        var parts = options.Parts.Select(compiler.Compile).ToArray();
        var answer = options.Template is null ? null
            : DataTemplate.Parse("template", options.Template, compiler.Answer, new HashSet<string>(), errors);
        if (options.ErrorsMember is not null && options.Template is not (null or IEnumerable<KeyValuePair<string, object?>>))
            errors.Add(new OptionsError("errorsMember", "needs a template that is a mapping"));
        if (options.ErrorsMember is { } member && MembersOf(options, names).Contains(member))
            errors.Add(new OptionsError("errorsMember", $"is {HeaderOptions.Quoted(member)}, which the answer has already"));
        if (errors.Count > before)
            return null;

        return OrderOf(parts!, errors) is { } order ? new PartPlan(parts!, order, answer) : null;
    }

    private static IEnumerable<string> MembersOf(AggregateOptions options, string[] names)
        => options.Template is IEnumerable<KeyValuePair<string, object?>> members ? members.Select(member => member.Key) : names;

    private static int[]? OrderOf(Part[] parts, ICollection<OptionsError> errors)
    {
        var order = new List<int>();
        while (order.Count < parts.Length)
        {
            var next = Enumerable.Range(0, parts.Length)
                .Where(index => !order.Contains(index) && parts[index].Needs.All(order.Contains)).ToArray();
            if (next.Length == 0)
            {
                var rest = parts.Where((_, index) => !order.Contains(index)).Select(part => $"'{part.Name}'");
                errors.Add(new OptionsError("parts", $"has a cycle: {string.Join(", ", rest)} need values of each other"));
                return null;
            }

            order.AddRange(next);
        }

        return [.. order];
    }
}
