using System.Text.Json;

namespace GatewayKit.Transforms;

/// <summary>Changes the values of a document that a path selects. Each function returns whether it changed something.</summary>
internal static class JsonEdit
{
    public static bool Remove(JsonPath path, JsonPathRun run)
    {
        var matches = path.Select(run);
        var removed = matches.Select(match => match.Value).ToHashSet();
        foreach (var parent in matches.Select(match => match.Parent!).Distinct())
        {
            run.Spend(parent.Items?.Count ?? parent.Members!.Count);
            parent.Items?.RemoveAll(removed.Contains);
            parent.Members?.RemoveAll(member => removed.Contains(member.Value));
        }

        return matches.Count > 0;
    }

    /// <summary>Renames members of objects at their position. Other members of the new name are removed.</summary>
    public static bool Rename(JsonPath path, string name, JsonPathRun run)
    {
        var isChanged = false;
        foreach (var (parent, value) in path.Select(run))
        {
            if (parent?.Members is not { } members)
                continue;

            run.Spend(2L * members.Count);
            members.RemoveAll(member => member.Name == name && member.Value != value);
            members[members.FindIndex(member => member.Value == value)] = new JsonTreeMember(name, value);
            isChanged = true;
        }

        return isChanged;
    }

    /// <summary>Moves a value to the place of another pointer, and replaces one that is there.</summary>
    public static bool Move(JsonPath from, JsonPath to, JsonPathRun run)
    {
        if (from.Select(run) is not [{ Parent: { } parent, Value: var value }] || to.Select(run) is [{ Value: var same }] && same == value)
            return false;
        if (Container(to, run) is not { } target || (target.Members is null && !IsEnd(target, to)))
            return false;

        parent.Items?.Remove(value);
        parent.Members?.RemoveAll(member => member.Value == value);
        if (target.Find(to.LastName!) is { } existing)
            existing.Become(value);
        else
            Put(target, to.LastName!, value);
        return true;
    }

    public static bool Replace(JsonPath path, JsonTree value, JsonPathRun run)
    {
        var matches = path.Select(run);
        var size = value.Count();
        foreach (var match in matches)
        {
            run.Spend(size);
            match.Value.Become(value.Copy());
        }

        return matches.Count > 0;
    }

    /// <summary>Adds a member to the objects that don't have it, or an item at the end of an array. A pointer creates missing
    /// objects.</summary>
    public static bool Add(JsonPath path, JsonTree value, JsonPathRun run)
    {
        var isChanged = false;
        var size = value.Count();
        foreach (var parent in Containers(path, run))
        {
            run.Spend(size + (parent.Members?.Count ?? 0));
            if (parent.Members is not null ? parent.Find(path.LastName!) is not null : !IsEnd(parent, path))
                continue;

            Put(parent, path.LastName!, value.Copy());
            isChanged = true;
        }

        return isChanged;
    }

    /// <summary>Adds an item to arrays. A missing value or <c>null</c> becomes an array of the item, and another value an array of
    /// both.</summary>
    public static bool Append(JsonPath path, JsonTree value, JsonPathRun run)
    {
        var size = value.Count();
        var matches = path.Select(run);
        foreach (var (_, target) in matches)
        {
            run.Spend(size);
            if (target.Items is null)
                target.Become(target.Kind == JsonValueKind.Null ? JsonTree.Array() : ArrayOf(target.Detach()));
            target.Items!.Add(value.Copy());
        }

        return (path.LastName is not null && Add(path, ArrayOf(value), run)) || matches.Count > 0;
    }

    private static JsonTree ArrayOf(JsonTree item)
    {
        var array = JsonTree.Array();
        array.Items!.Add(item);
        return array;
    }

    private static void Put(JsonTree parent, string name, JsonTree value)
    {
        if (parent.Items is { } items)
            items.Add(value);
        else
            parent.Members!.Add(new JsonTreeMember(name, value));
    }

    private static bool IsEnd(JsonTree parent, JsonPath path)
        => parent.Items is not null && path.Segments[^1].Selectors is [PointerSelector { Token: "-" }];

    private static IEnumerable<JsonTree> Containers(JsonPath path, JsonPathRun run)
        => path.IsPointer
            ? Container(path, run) is { } parent ? [parent] : []
            : path.Parent.Select(run).Select(match => match.Value).Distinct();

    private static JsonTree? Container(JsonPath pointer, JsonPathRun run)
    {
        var value = run.Root;
        foreach (var segment in pointer.Segments.SkipLast(1))
        {
            var found = new List<JsonMatch>();
            segment.Select(value, run, found);
            if (found is [var match])
            {
                value = match.Value;
            }
            else if (value.Members is { } members && segment.Selectors is [PointerSelector selector])
            {
                value = JsonTree.Object();
                members.Add(new JsonTreeMember(selector.Token, value));
            }
            else
            {
                return null;
            }
        }

        return value.Members is null && value.Items is null ? null : value;
    }
}
