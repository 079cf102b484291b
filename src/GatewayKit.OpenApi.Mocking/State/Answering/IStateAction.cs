using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The action of an operation on a collection.</summary>
internal interface IStateAction
{
    /// <summary>Runs the action; <c>null</c> if no response would satisfy the document.</summary>
    /// <param name="sandbox">The sandbox, locked.</param>
    /// <param name="request">The request.</param>
    StateAnswer? Run(Sandbox sandbox, StateRequest request);
}
