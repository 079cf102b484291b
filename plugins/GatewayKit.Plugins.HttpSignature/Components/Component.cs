using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>A component identifier (RFC 9421, section 2): the name of a field or of a derived component, with parameters.</summary>
internal sealed class Component
{
    private const int MaximumNameLength = 256;

    private static readonly SearchValues<char> s_upper = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly SfMember _source;

    private Component(SfMember source) => (_source, Name) = (source, source.Value.Text!);

    public string Name { get; }

    /// <summary>Gets the member of a dictionary that is covered (section 2.1.2); null for the whole field.</summary>
    public string? Member { get; private set; }

    /// <summary>Gets the encoded name of a query parameter (section 2.2.8).</summary>
    public string? QueryName { get; private set; }

    /// <summary>Gets whether the value is serialized strictly (section 2.1.1).</summary>
    public bool IsStrict { get; private set; }

    /// <summary>Gets whether each line of the field is wrapped as a byte sequence (section 2.1.3).</summary>
    public bool IsBinary { get; private set; }

    /// <summary>Gets whether it is the name without parameters.</summary>
    public bool IsPlain => _source.Parameters.IsEmpty;

    /// <summary>
    /// Reads an identifier. Unknown names and parameters, incompatible parameters, and those that a request can't have (<c>req</c>,
    /// <c>tr</c>, because trailers arrive after the decision) are errors (section 2.5).
    /// </summary>
    public static bool TryRead(SfMember source, [NotNullWhen(true)] out Component? component)
    {
        component = null;
        if (source.InnerList is not null || source.Value.AsString is not { Length: > 0 and <= MaximumNameLength } name)
            return false;

        var read = new Component(source);
        foreach (ref readonly var parameter in source.Parameters)
        {
            if (!read.TryAdd(parameter))
                return false;
        }

        if (name[0] == '@' ? !read.IsValidDerived() : !read.IsValidField())
            return false;

        component = read;
        return true;
    }

    /// <summary>Parses an option: a name such as <c>@method</c>, or an identifier as in a signature, such as <c>"a";key="b"</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Component? component)
    {
        component = null;
        return text is ['"', ..]
            ? new SfReader(text).TryReadItem(out var item) && TryRead(item, out component)
            : TryRead(new SfMember(new SfValue(SfType.String, Text: text), Array.Empty<SfParameter>()), out component);
    }

    /// <summary>Returns whether it is the same identifier. The order of parameters doesn't matter (section 2).</summary>
    public bool Is(Component other) => Name == other.Name && Member == other.Member && QueryName == other.QueryName
        && IsStrict == other.IsStrict && IsBinary == other.IsBinary;

    /// <summary>Returns whether a signature over another component also covers this one.</summary>
    public bool IsCoveredBy(Component other)
    {
        if (Is(other))
            return true;
        if (!IsPlain)
            return false;

        return other.Name switch
        {
            "@target-uri" => Name is "@scheme" or "@authority" or "@path" or "@query",
            "@request-target" => Name is "@path" or "@query",
            _ => Name == other.Name && other.Member is null && other.QueryName is null,
        };
    }

    /// <summary>Writes the identifier with its parameters in the order of the signature.</summary>
    public void Write(StringBuilder output) => SfWriter.Write(output, _source);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private bool TryAdd(in SfParameter parameter)
    {
        switch (parameter.Name)
        {
            case "key":
                Member = parameter.Value.AsString;
                return Member is not null;
            case "name":
                QueryName = parameter.Value.AsString;
                return QueryName is not null;
            case "sf":
                IsStrict = true;
                return parameter.Value.IsTrue;
            case "bs":
                IsBinary = true;
                return parameter.Value.IsTrue;
            default:
                return false;
        }
    }

    private bool IsValidDerived() => Member is null && !IsStrict && !IsBinary && Name switch
    {
        "@method" or "@target-uri" or "@authority" or "@scheme" or "@request-target" or "@path" or "@query" => QueryName is null,
        "@query-param" => QueryName is not null,
        _ => false,
    };

    private bool IsValidField() => QueryName is null && !(IsBinary && (IsStrict || Member is not null))
        && HttpSyntax.IsToken(Name) && !Name.AsSpan().ContainsAny(s_upper);
}
