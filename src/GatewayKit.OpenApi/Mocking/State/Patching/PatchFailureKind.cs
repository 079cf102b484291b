namespace GatewayKit.OpenApi.Mocking.State.Patching;

internal enum PatchFailureKind
{
    /// <summary>The patch is no patch.</summary>
    Malformed,

    /// <summary>The patch does not fit the item.</summary>
    Unfit,

    /// <summary>A <c>test</c> did not hold.</summary>
    TestFailed,

    /// <summary>The item would become too large.</summary>
    TooLarge,
}
