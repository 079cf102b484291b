namespace GatewayKit.Yaml;

/// <summary>What comes next in a <see cref="Frame"/>.</summary>
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

    /// <summary>The value behind a key on the same line.</summary>
    BlockValue,

    /// <summary>The value behind a key that began with a question mark.</summary>
    BlockExplicitValue,

    /// <summary>An item of a flow sequence, or its end.</summary>
    FlowSequence,

    /// <summary>The comma behind an item of a flow sequence, or its end.</summary>
    FlowSequenceNext,

    /// <summary>A key of a flow mapping, or its end.</summary>
    FlowKey,

    /// <summary>The value of a flow mapping's key.</summary>
    FlowValue,

    /// <summary>The comma behind an entry of a flow mapping, or its end.</summary>
    FlowMappingNext,

    /// <summary>The key of a mapping that is an item of a flow sequence without braces of its own.</summary>
    PairKey,

    /// <summary>The value of that mapping.</summary>
    PairValue,

    /// <summary>The end of that mapping.</summary>
    PairEnd,
}
