using GatewayKit.OpenApi.Mocking.State.Models;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>Thousands of random steps, each held against a dictionary that does what the mock should. Every answer is checked against the
/// document by <see cref="StatefulApi"/>.</summary>
public sealed class ModelTests
{
    private const int Steps = 1_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_paged_and_patched_collection_does_what_a_dictionary_does(int seed) => new PetModel(seed).Run(Steps);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_nested_collection_does_what_dictionaries_in_a_dictionary_do(int seed) => new OwnerModel(seed).Run(Steps);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_collection_with_envelopes_summaries_and_cursors_does_what_a_dictionary_does(int seed) => new BookModel(seed).Run(Steps);
}
