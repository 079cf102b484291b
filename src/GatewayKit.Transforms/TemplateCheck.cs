using Fluid.Ast;
using Fluid.Values;

namespace GatewayKit.Transforms;

/// <summary>Checks that a template only has outputs with known names and filters.</summary>
internal sealed class TemplateCheck(string text, TemplateVocabulary vocabulary)
{
    private const int MaxDepth = 64;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Gets the first members that the template uses of the names that a plugin supplies.</summary>
    public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

    /// <returns>The names that the template uses.</returns>
    /// <exception cref="TemplateException">A part isn't supported.</exception>
    public IReadOnlyCollection<string> Check(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            if (statement is OutputStatement output)
                Check(output.Expression, depth: 0);
            else if (statement is not TextSpanStatement)
                throw new TemplateException("only outputs such as {{ header['X-A'] }} are supported.");
        }

        return _names;
    }

    private void Check(Expression expression, int depth)
    {
        if (depth > MaxDepth)
            throw new TemplateException($"an output has more than {MaxDepth} filters.");

        if (expression is FilterExpression filter)
        {
            if (TemplateFilters.Problem(filter.Name, vocabulary.IsPath) is { } problem)
                throw Error(filter.Name, problem);

            Check(filter.Input, depth + 1);
            foreach (var argument in filter.Parameters)
            {
                // A client must not choose the width of a date.
                if (filter.Name == "date" && argument.Expression is not LiteralExpression)
                    throw Error(filter.Name, "the format of 'date' must be a text in quotes.");
                Check(argument.Expression, depth + 1);
            }
        }
        else if (expression is MemberExpression member)
        {
            Check(member.Segments);
        }
        else if (expression is not LiteralExpression)
        {
            throw new TemplateException("only names, texts, numbers and filters are supported.");
        }
    }

    private void Check(IReadOnlyList<MemberSegment> segments)
    {
        var name = segments[0] is IdentifierSegment identifier ? identifier.Identifier : "";
        if (!vocabulary.Names.TryGetValue(name, out var known))
            throw Error(name, $"'{name}' isn't known. Names: {string.Join(", ", vocabulary.Names.Keys)}.");
        _names.Add(name);
        if (known is DataName data)
        {
            CheckData(name, data, segments);
            return;
        }

        if (known.IsDocument)
        {
            if (!segments.Skip(1).All(IsStep))
                throw Error(name, $"'{name}' needs names and indexes, as in {{{{ {name}.items[0]['name'] }}}}.");
            return;
        }

        if (!known.HasMembers && segments.Count != 1)
            throw Error(name, $"'{name}' doesn't have members.");
        if (known.HasMembers && (segments.Count != 2 || MemberOf(segments[1]) is not { Length: > 0 } member
            || (name is "header" or "responseHeader" && !HttpSyntax.IsToken(member))))
            throw Error(name, $"'{name}' needs the name of a value, as in {{{{ {name}['name'] }}}}.");
    }

    private void CheckData(string name, DataName data, IReadOnlyList<MemberSegment> segments)
    {
        if (!segments.Skip(1).All(IsStep))
            throw Error(name, $"the members of '{name}' must be names, texts in quotes, or numbers.");
        if (data.Members is not { } members)
            return;
        if (segments.Count == 1 || MemberOf(segments[1]) is not { } member)
            throw Error(name, $"'{name}' needs the name of a value, as in {{{{ {name}.{members.FirstOrDefault() ?? "name"} }}}}.");
        if (!members.Contains(member))
            throw Error(member, $"'{name}' doesn't have '{member}'. There are: {string.Join(", ", members)}.");
        Members.Add(member);
    }

    private static bool IsStep(MemberSegment segment)
        => segment is IdentifierSegment or IndexerSegment { Expression: LiteralExpression { Value: StringValue or NumberValue } };

    private static string? MemberOf(MemberSegment segment) => segment switch
    {
        IdentifierSegment identifier => identifier.Identifier,
        IndexerSegment { Expression: LiteralExpression { Value: StringValue name } } => name.ToStringValue(),
        _ => null,
    };

    private TemplateException Error(string part, string problem)
        => new($"{problem[..^1]} (at character {text.IndexOf(part, StringComparison.Ordinal) + 1}).");
}
