namespace GatewayKit.Plugins.HttpSignature;

/// <summary>A signature of a request. Nothing of it is verified.</summary>
internal sealed class PresentedSignature
{
    /// <summary>The member of <c>Signature-Input</c>.</summary>
    public required SfMember Input { get; init; }

    /// <summary>The covered components, each once.</summary>
    public required IReadOnlyList<Component> Components { get; init; }

    /// <summary>The bytes of the signature.</summary>
    public required byte[] Signature { get; init; }

    public required string KeyId { get; init; }

    /// <summary>The time of the creation, in seconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>The time of the expiration; null if there is none.</summary>
    public required long? Expires { get; init; }

    /// <summary>The name of the algorithm; null if the key alone determines it.</summary>
    public required string? Algorithm { get; init; }

    public required string? Nonce { get; init; }
}
