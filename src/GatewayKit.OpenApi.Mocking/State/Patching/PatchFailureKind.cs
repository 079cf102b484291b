namespace GatewayKit.OpenApi.Mocking.State.Patching;

internal enum PatchFailureKind
{
    /// <summary>The body isn't a valid patch.</summary>
    Malformed,

    /// <summary>The patch can't be applied to the item.</summary>
    Unfit,

    /// <summary>A <c>test</c> failed.</summary>
    TestFailed,

    /// <summary>The item would become too large.</summary>
    TooLarge,
}
