using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>What an operation does with a collection.</summary>
internal interface IStateAction
{
    /// <summary>Does it; null if no answer would satisfy the document.</summary>
    /// <param name="sandbox">The sandbox, locked.</param>
    /// <param name="request">The request.</param>
    StateAnswer? Run(Sandbox sandbox, StateRequest request);
}
