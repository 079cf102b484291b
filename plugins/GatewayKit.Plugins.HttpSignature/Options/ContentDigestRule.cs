namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Whether requests need a digest of their body.</summary>
public enum ContentDigestRule
{
    /// <summary>A request with a body needs a <c>Content-Digest</c> that the signature covers.</summary>
    Required,

    /// <summary>The body is verified if the request has a <c>Content-Digest</c>. Otherwise, an intermediary can replace it.</summary>
    Optional,
}
