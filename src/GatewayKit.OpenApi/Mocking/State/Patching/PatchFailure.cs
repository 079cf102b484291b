namespace GatewayKit.OpenApi.Mocking.State.Patching;

/// <summary>Why a patch was not applied.</summary>
/// <param name="Kind">What kind of failure it is.</param>
/// <param name="Place">The place in the patch: a JSON Pointer.</param>
/// <param name="Message">What is wrong, without the values.</param>
internal sealed record PatchFailure(PatchFailureKind Kind, string Place, string Message);
