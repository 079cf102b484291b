namespace GatewayKit.AccessLog;

/// <summary>Parses templates: names of fields in braces, and <c>{{</c> and <c>}}</c> for braces.</summary>
internal static class TemplateParts
{
    public static IEnumerable<TemplatePart> Of(string template)
    {
        for (var at = 0; at < template.Length;)
        {
            var next = template.AsSpan(at).IndexOfAny('{', '}');
            if (next != 0)
            {
                var end = next < 0 ? template.Length : at + next;
                yield return new(template[at..end], null, null);
                at = end;
                continue;
            }

            if (at + 1 < template.Length && template[at + 1] == template[at])
            {
                yield return new(template[at..(at + 1)], null, null);
                at += 2;
                continue;
            }

            var close = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (close < 0)
            {
                yield return new(null, null, $"has an unpaired '{template[at]}'; write it twice to log a brace");
                yield break;
            }

            yield return new(null, template[(at + 1)..close], null);
            at = close + 1;
        }
    }
}
