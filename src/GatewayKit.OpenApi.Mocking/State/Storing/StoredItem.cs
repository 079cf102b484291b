using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>A stored item. Immutable; a change creates a new one.</summary>
/// <param name="Key">Its id as text.</param>
/// <param name="Value">The complete item, including members that responses never contain.</param>
/// <param name="Views">The item as each reading operation returns it.</param>
/// <param name="Sequence">The order of creation in its sandbox.</param>
/// <param name="IsSeed">Whether it is one of the initial items, so that its children are too.</param>
/// <param name="Cost">Its approximate memory in bytes.</param>
internal sealed record StoredItem(string Key, JsonElement Value, IReadOnlyList<JsonElement> Views, long Sequence, bool IsSeed, int Cost);
