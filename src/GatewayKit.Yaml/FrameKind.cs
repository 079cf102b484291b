namespace GatewayKit.Yaml;

/// <summary>The element that is expected next in a <see cref="Frame"/>.</summary>
internal enum FrameKind
{
    /// <summary>A document, or the end of the text.</summary>
    Document,

    /// <summary>The node of a document.</summary>
    DocumentContent,

    /// <summary>The end of a document.</summary>
    DocumentEnd,

    /// <summary>An item of a block sequence, or its end.</summary>
    BlockSequence,

    /// <summary>A key of a block mapping, or its end.</summary>
    BlockKey,

    /// <summary>The value after a key on the same line.</summary>
    BlockValue,

    /// <summary>The value after a key that began with a question mark.</summary>
    BlockExplicitValue,

    /// <summary>An item of a flow sequence, or its end.</summary>
    FlowSequence,

    /// <summary>The comma after an item of a flow sequence, or its end.</summary>
    FlowSequenceNext,

    /// <summary>A key of a flow mapping, or its end.</summary>
    FlowKey,

    /// <summary>The value of a flow mapping entry.</summary>
    FlowValue,

    /// <summary>The comma after an entry of a flow mapping, or its end.</summary>
    FlowMappingNext,

    /// <summary>The key of a single-pair mapping, an item of a flow sequence without braces.</summary>
    PairKey,

    /// <summary>The value of a single-pair mapping.</summary>
    PairValue,

    /// <summary>The end of a single-pair mapping.</summary>
    PairEnd,
}
