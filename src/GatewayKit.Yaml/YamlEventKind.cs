namespace GatewayKit.Yaml;

/// <summary>The kind of a <see cref="YamlEvent"/>.</summary>
public enum YamlEventKind
{
    /// <summary>The beginning of a document, with or without <c>---</c>.</summary>
    DocumentStart,

    /// <summary>The end of a document.</summary>
    DocumentEnd,

    /// <summary>The beginning of a sequence.</summary>
    SequenceStart,

    /// <summary>The end of a sequence.</summary>
    SequenceEnd,

    /// <summary>The beginning of a mapping. Keys and values follow in turn.</summary>
    MappingStart,

    /// <summary>The end of a mapping.</summary>
    MappingEnd,

    /// <summary>A scalar.</summary>
    Scalar,

    /// <summary>An alias, which repeats the node of an anchor.</summary>
    Alias,

    /// <summary>The end of the text. Every further read returns it again.</summary>
    StreamEnd,
}
