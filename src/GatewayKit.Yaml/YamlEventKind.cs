namespace GatewayKit.Yaml;

/// <summary>The kind of a <see cref="YamlEvent"/>.</summary>
public enum YamlEventKind
{
    /// <summary>The start of a document, with or without <c>---</c>.</summary>
    DocumentStart,

    /// <summary>The end of a document.</summary>
    DocumentEnd,

    /// <summary>The start of a sequence.</summary>
    SequenceStart,

    /// <summary>The end of a sequence.</summary>
    SequenceEnd,

    /// <summary>The start of a mapping. Keys and values alternate.</summary>
    MappingStart,

    /// <summary>The end of a mapping.</summary>
    MappingEnd,

    /// <summary>A scalar.</summary>
    Scalar,

    /// <summary>An alias, which repeats the node with the anchor.</summary>
    Alias,

    /// <summary>The end of the text. Each further read returns this event again.</summary>
    StreamEnd,
}
