namespace GatewayKit.Operators.Tests.Support;

/// <summary>Follows links as a reader could.</summary>
internal static class Links
{
    private const int Most = 300;

    /// <summary>Returns the paths of all pages that links lead to.</summary>
    public static async Task<IReadOnlyCollection<string>> FollowAsync(OperatorClient client, string start)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { start };
        var waiting = new Queue<string>(found);
        while (waiting.TryDequeue(out var path))
        {
            var page = (await client.GetAsync(path)).Page;
            foreach (var link in page.QuerySelectorAll("a[href], form[method=get][action]"))
            {
                var target = (link.GetAttribute("href") ?? link.GetAttribute("action"))!;
                if (target.StartsWith(start, StringComparison.Ordinal) && found.Count < Most && found.Add(target))
                    waiting.Enqueue(target);
            }
        }

        return found;
    }
}
