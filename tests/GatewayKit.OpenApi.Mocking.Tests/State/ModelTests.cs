using GatewayKit.OpenApi.Mocking.State.Models;
using GatewayKit.Tests.Shared;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>Hundreds of random steps, each held against a dictionary that does what the mock should. Every answer is checked against the
/// document by <see cref="StatefulApi"/>.</summary>
[Trait("Cases", "Generated")]
public sealed class ModelTests
{
    private static readonly int s_steps = Cases.Of(250);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_paged_and_patched_collection_does_what_a_dictionary_does(int seed) => new PetModel(seed).Run(s_steps);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_nested_collection_does_what_dictionaries_in_a_dictionary_do(int seed) => new OwnerModel(seed).Run(s_steps);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_collection_with_envelopes_summaries_and_cursors_does_what_a_dictionary_does(int seed) => new BookModel(seed).Run(s_steps);
}
