namespace GatewayKit.Bodies;

/// <summary>The rules by which XML and JSON correspond, and the limits of a conversion.</summary>
internal sealed record XmlJsonRules
{
    /// <summary>The namespace of <c>xsi:nil</c> (XML Schema 1.0, part 1, section 2.6).</summary>
    public const string XsiNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The prefix of this namespace in JSON.</summary>
    public const string XsiPrefix = "xsi";

    public const string DefaultAttributePrefix = "@";

    /// <summary>The maximum number of attributes and declarations of one element. More take a time that grows faster than their
    /// number.</summary>
    public const int MaxAttributes = 1000;

    public string AttributePrefix { get; init; } = DefaultAttributePrefix;

    public string TextKey { get; init; } = "#text";

    /// <summary>The name of elements for values that JSON doesn't name: the items of an array in an array, or of the whole
    /// document.</summary>
    public string ItemName { get; init; } = "item";

    /// <summary>The namespace of elements without a prefix; empty for none.</summary>
    public string DefaultNamespace { get; init; } = "";

    /// <summary>The other namespaces, by their prefix in JSON.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether names of namespaces that aren't listed lose their prefix in JSON.</summary>
    public bool DropsOtherNamespaces { get; init; }

    /// <summary>Whether characters that a name in XML can't have are encoded as <c>_xHHHH_</c>.</summary>
    public bool EncodesNames { get; init; }

    public NullElements Nulls { get; init; }

    /// <summary>The elements that are arrays in JSON, also a single one, and the lists.</summary>
    public ElementPaths Arrays { get; init; } = new([]);

    public ElementPaths Numbers { get; init; } = new([]);

    public ElementPaths Booleans { get; init; } = new([]);

    /// <summary>The maximum nesting of elements, and of objects and arrays.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The maximum length of the converted body in bytes.</summary>
    public long MaxLength { get; init; } = 1 << 20;
}
