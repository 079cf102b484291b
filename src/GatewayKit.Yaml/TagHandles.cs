namespace GatewayKit.Yaml;

/// <summary>The tag handles of a document, and the tags that use them (YAML 1.2.2, 6.8.2 and 6.9.1).</summary>
internal sealed class TagHandles
{
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    public void Clear() => _prefixes.Clear();

    /// <summary>Adds the handle of a <c>%TAG</c> directive, unless it is invalid or a duplicate.</summary>
    public bool TryAdd(string handle, string prefix)
        => handle.Length > 0 && handle[0] == '!' && handle[^1] == '!' && prefix.Length > 0 && _prefixes.TryAdd(handle, prefix);

    /// <summary>Reads a tag.</summary>
    public string Read(YamlCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Peek(1) == '<')
        {
            var end = cursor.RestOfLine().IndexOf('>');
            if (end < 3)
                throw cursor.Error("A tag in angle brackets must have the form !<tag:example.com,2000:name>.");
            cursor.SkipInLine(end + 1);
            return cursor.From(start)[2..^1];
        }

        var length = 1;
        while (!YamlCursor.IsBlank(cursor.Peek(length)) && !YamlCursor.IsFlowIndicator(cursor.Peek(length)))
            length++;
        if (cursor.Peek(length) is '{' or '[')
            throw cursor.Error("A tag can't contain brackets.");

        cursor.SkipInLine(length);
        return Resolve(cursor.From(start)) ?? throw cursor.Error("The tag's handle isn't declared, or its name is missing.");
    }

    private string? Resolve(string tag)
    {
        if (tag == "!")
            return tag;

        var end = tag.LastIndexOf('!') + 1;
        var (handle, name) = (tag[..end], tag[end..]);
        if (name.Length == 0)
            return null;
        if (_prefixes.TryGetValue(handle, out var prefix))
            return prefix + Uri.UnescapeDataString(name);

        return handle switch
        {
            "!" => "!" + Uri.UnescapeDataString(name),
            "!!" => "tag:yaml.org,2002:" + Uri.UnescapeDataString(name),
            _ => null,
        };
    }
}
